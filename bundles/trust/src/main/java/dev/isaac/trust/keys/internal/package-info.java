/** Internals of dev.isaac.trust.keys. */
@NullMarked
package dev.isaac.trust.keys.internal;

import org.jspecify.annotations.NullMarked;
