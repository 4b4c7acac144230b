/** The interactive prompt, on JLine. */
@NullMarked
package dev.isaac.shell.internal.prompt;

import org.jspecify.annotations.NullMarked;
