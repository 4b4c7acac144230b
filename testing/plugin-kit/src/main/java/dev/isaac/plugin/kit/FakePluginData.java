package dev.isaac.plugin.kit;

import dev.isaac.command.spi.PluginData;
import java.nio.file.Path;

/**
 * A plugin's private folder that a test chose.
 *
 * @param folder an existing folder
 */
public record FakePluginData(Path folder) implements PluginData {}
