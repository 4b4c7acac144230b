/** Plans: what a change would do. */
@NullMarked
package dev.isaac.marketplace.internal.plan;

import org.jspecify.annotations.NullMarked;
