/** Sessions: the state of one user at one surface, and the gateway that opens them. */
@NullMarked
package dev.isaac.core.internal.session;

import org.jspecify.annotations.NullMarked;
