/** The tier gate: how dangerous each simple command of a tree is, and why. */
@NullMarked
package dev.isaac.core.internal.tier;

import org.jspecify.annotations.NullMarked;
