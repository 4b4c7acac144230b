/** The parser: text to tree, in linear time and with bounded nesting. */
@NullMarked
package dev.isaac.core.internal.parse;

import org.jspecify.annotations.NullMarked;
