package dev.isaac.marketplace;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Hears what becomes of the installed plugins. Registered as an OSGi service by a part of the host or by an embedder; a
 * plugin cannot register one.
 *
 * <p>The methods are called one after the other, on the thread that makes the change, while it holds the lock of the home.
 * They must be quick, and must not call {@link Marketplace#apply}, {@code pin} or {@code unpin}; reading is allowed. What they
 * throw is logged and otherwise without effect: no listener stops a change.
 */
@ConsumerType
public interface MarketplaceListener {

    /** A change that this process applies has come to its next step. */
    default void progress(ChangeEvent event) {}

    /** The installed plugins of the home became others, by this process or by another one that this one follows now. */
    default void changed(PluginsChanged event) {}
}
