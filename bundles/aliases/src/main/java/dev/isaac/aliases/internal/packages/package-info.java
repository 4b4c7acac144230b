/** Package managers: one vocabulary of verbs, eleven spellings. */
@NullMarked
package dev.isaac.aliases.internal.packages;

import org.jspecify.annotations.NullMarked;
