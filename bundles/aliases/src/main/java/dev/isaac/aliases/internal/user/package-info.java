/** The user's own aliases: adding, removing, importing. */
@NullMarked
package dev.isaac.aliases.internal.user;

import org.jspecify.annotations.NullMarked;
