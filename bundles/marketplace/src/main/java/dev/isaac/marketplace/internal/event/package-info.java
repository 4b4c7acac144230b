/** Tells listeners, and the progress line of a surface, what becomes of a change. */
@NullMarked
package dev.isaac.marketplace.internal.event;

import org.jspecify.annotations.NullMarked;
