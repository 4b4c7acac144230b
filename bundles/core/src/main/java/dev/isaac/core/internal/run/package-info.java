/** Execution: commands, native programs and pipes through both. */
@NullMarked
package dev.isaac.core.internal.run;

import org.jspecify.annotations.NullMarked;
