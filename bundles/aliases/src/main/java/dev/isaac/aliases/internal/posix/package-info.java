/** From Unix lines to Linux and macOS. */
@NullMarked
package dev.isaac.aliases.internal.posix;

import org.jspecify.annotations.NullMarked;
