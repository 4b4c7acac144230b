/** Finds what was typed. */
@NullMarked
package dev.isaac.shell.internal.lookup;

import org.jspecify.annotations.NullMarked;
