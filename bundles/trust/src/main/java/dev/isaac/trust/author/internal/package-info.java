/** Internals of dev.isaac.trust.author. */
@NullMarked
package dev.isaac.trust.author.internal;

import org.jspecify.annotations.NullMarked;
