/** What is installed: the state file, the store of verified bytes, and the lock between processes. */
@NullMarked
package dev.isaac.marketplace.internal.state;

import org.jspecify.annotations.NullMarked;
