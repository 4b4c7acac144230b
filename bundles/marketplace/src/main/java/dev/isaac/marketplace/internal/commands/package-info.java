/** The marketplace commands. */
@NullMarked
package dev.isaac.marketplace.internal.commands;

import org.jspecify.annotations.NullMarked;
