/** What an installed plugin sees of the framework and of others, and what others see of it. */
@NullMarked
package dev.isaac.marketplace.internal.view;

import org.jspecify.annotations.NullMarked;
