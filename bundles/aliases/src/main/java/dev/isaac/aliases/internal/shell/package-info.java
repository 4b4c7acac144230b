/** Words of the line language as values, and options as their commands read them. */
@NullMarked
package dev.isaac.aliases.internal.shell;

import org.jspecify.annotations.NullMarked;
