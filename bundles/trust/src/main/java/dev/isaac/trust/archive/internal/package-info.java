/** Internals of dev.isaac.trust.archive. */
@NullMarked
package dev.isaac.trust.archive.internal;

import org.jspecify.annotations.NullMarked;
