/** The bridge to Gogo: commands as functions, Gogo's own functions under guard. */
@NullMarked
package dev.isaac.shell.internal.gogo;

import org.jspecify.annotations.NullMarked;
