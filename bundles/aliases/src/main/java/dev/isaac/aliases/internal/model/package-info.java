/** What a translation is: targets, source languages, answers and refusals. */
@NullMarked
package dev.isaac.aliases.internal.model;

import org.jspecify.annotations.NullMarked;
