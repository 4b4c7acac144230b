/** Which versions fit together. */
@NullMarked
package dev.isaac.marketplace.internal.resolve;

import org.jspecify.annotations.NullMarked;
