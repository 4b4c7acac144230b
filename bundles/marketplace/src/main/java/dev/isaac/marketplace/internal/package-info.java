/** How the marketplace is put together. */
@NullMarked
package dev.isaac.marketplace.internal;

import org.jspecify.annotations.NullMarked;
