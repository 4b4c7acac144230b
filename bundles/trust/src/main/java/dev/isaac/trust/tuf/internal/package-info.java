/** Internals of dev.isaac.trust.tuf. */
@NullMarked
package dev.isaac.trust.tuf.internal;

import org.jspecify.annotations.NullMarked;
