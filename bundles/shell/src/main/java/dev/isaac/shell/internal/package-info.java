/** The surface of a process: what was asked for on its command line, and how it runs. */
@NullMarked
package dev.isaac.shell.internal;

import org.jspecify.annotations.NullMarked;
