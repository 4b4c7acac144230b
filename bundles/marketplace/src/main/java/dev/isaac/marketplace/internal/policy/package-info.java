/** What the owner of this machine allows. */
@NullMarked
package dev.isaac.marketplace.internal.policy;

import org.jspecify.annotations.NullMarked;
