/** Small documents to plain values and back, on the streaming parser: the host starts without a data binder. */
@NullMarked
package dev.isaac.core.internal.json;

import org.jspecify.annotations.NullMarked;
