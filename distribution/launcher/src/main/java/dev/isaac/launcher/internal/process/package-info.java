/** What concerns the process: arguments, exit, signals, what the user is told when it fails. */
@NullMarked
package dev.isaac.launcher.internal.process;

import org.jspecify.annotations.NullMarked;
