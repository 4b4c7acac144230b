/** Applies plans: fetched, verified, tried and recorded, or taken back. */
@NullMarked
package dev.isaac.marketplace.internal.install;

import org.jspecify.annotations.NullMarked;
