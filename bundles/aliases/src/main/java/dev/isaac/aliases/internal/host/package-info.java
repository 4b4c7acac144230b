/** Translates what is typed for the machine that ISAAC runs on. */
@NullMarked
package dev.isaac.aliases.internal.host;

import org.jspecify.annotations.NullMarked;
