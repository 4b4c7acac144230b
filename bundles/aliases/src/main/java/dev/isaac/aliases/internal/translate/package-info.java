/** The translator as a whole. */
@NullMarked
package dev.isaac.aliases.internal.translate;

import org.jspecify.annotations.NullMarked;
