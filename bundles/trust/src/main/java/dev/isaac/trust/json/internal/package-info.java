/** Internals of dev.isaac.trust.json. */
@NullMarked
package dev.isaac.trust.json.internal;

import org.jspecify.annotations.NullMarked;
