/** What registries say: indexes read into records, and search over them. */
@NullMarked
package dev.isaac.marketplace.internal.catalog;

import org.jspecify.annotations.NullMarked;
