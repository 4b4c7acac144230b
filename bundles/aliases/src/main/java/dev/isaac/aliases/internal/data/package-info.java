/** The mapping as data: entries, options, rules and examples, read from {@code aliases.json}. */
@NullMarked
package dev.isaac.aliases.internal.data;

import org.jspecify.annotations.NullMarked;
