/** Who runs a command: the registry of commands and the one order of lookup. */
@NullMarked
package dev.isaac.core.internal.route;

import org.jspecify.annotations.NullMarked;
