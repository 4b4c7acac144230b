package dev.isaac.marketplace.internal.engine;

import dev.isaac.marketplace.internal.state.PluginRecord;

/**
 * A plugin that comes, or takes the place of another version.
 *
 * @param plugin what will be recorded
 * @param bytes the verified bytes; not changed by anybody
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; copying megabytes would double the memory
public record Incoming(PluginRecord plugin, byte[] bytes) {}
