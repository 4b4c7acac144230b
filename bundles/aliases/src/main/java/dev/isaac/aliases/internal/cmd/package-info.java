/** The tree of a CMD line, its only writer, and the translators from Unix commands into it. */
@NullMarked
package dev.isaac.aliases.internal.cmd;

import org.jspecify.annotations.NullMarked;
