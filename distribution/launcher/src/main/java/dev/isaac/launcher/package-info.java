/** Starts ISAAC: as the process behind the start script, and inside an application that embeds it. */
@NullMarked
package dev.isaac.launcher;

import org.jspecify.annotations.NullMarked;
