/** The running side: bundles come, change and go on one thread. */
@NullMarked
package dev.isaac.marketplace.internal.engine;

import org.jspecify.annotations.NullMarked;
