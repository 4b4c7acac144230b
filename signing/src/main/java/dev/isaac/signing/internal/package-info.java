/** Internals of dev.isaac.signing. */
@NullMarked
package dev.isaac.signing.internal;

import org.jspecify.annotations.NullMarked;
