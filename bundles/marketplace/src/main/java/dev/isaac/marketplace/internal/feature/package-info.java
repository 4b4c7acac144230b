/** Features of the distribution that are installed when one of their commands is first used. */
@NullMarked
package dev.isaac.marketplace.internal.feature;

import org.jspecify.annotations.NullMarked;
