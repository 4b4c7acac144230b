/** How bytes of a registry get here: folders, web servers, proxies, authorities, retries, half downloads. Nothing is trusted here. */
@NullMarked
package dev.isaac.marketplace.internal.transport;

import org.jspecify.annotations.NullMarked;
