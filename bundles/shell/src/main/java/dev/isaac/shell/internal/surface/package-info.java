/** Where lines run: streams, questions, progress, interruption. */
@NullMarked
package dev.isaac.shell.internal.surface;

import org.jspecify.annotations.NullMarked;
