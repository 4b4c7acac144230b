/** What must hold before bytes may run. */
@NullMarked
package dev.isaac.marketplace.internal.verify;

import org.jspecify.annotations.NullMarked;
