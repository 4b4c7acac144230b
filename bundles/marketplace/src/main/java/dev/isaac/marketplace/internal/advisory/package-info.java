/** What the registries' advisories mean for releases and for installed plugins. */
@NullMarked
package dev.isaac.marketplace.internal.advisory;

import org.jspecify.annotations.NullMarked;
