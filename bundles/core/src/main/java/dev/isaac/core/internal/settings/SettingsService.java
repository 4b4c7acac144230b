package dev.isaac.core.internal.settings;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.spi.IsaacHome;
import dev.isaac.command.spi.SettingDefinition;
import dev.isaac.command.spi.Settings;
import dev.isaac.core.internal.home.JsonFile;
import dev.isaac.core.internal.home.PolicyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Settings in {@code config.json} of the home, over those in {@code etc/config.json} of the distribution, over the
 * defaults of their definitions. Read when asked, so that processes share them. Policy locks keys: {@code
 * {"settings":{"locked":["key","group.*"]}}}.
 */
@Component(service = Settings.class, configurationPolicy = ConfigurationPolicy.IGNORE)
public final class SettingsService implements Settings {

    private static final System.Logger LOG = System.getLogger(SettingsService.class.getName());

    private final Path file;
    private final Path defaults;
    private final PolicyFile policy;
    private final List<SettingDefinition> definitions = new CopyOnWriteArrayList<>();

    /** Called by the component runtime. */
    @Activate
    public SettingsService(@Reference IsaacHome home) {
        this.file = home.root().resolve("config.json");
        this.defaults = home.distribution().resolve("etc").resolve("config.json");
        this.policy = PolicyFile.of(home);
    }

    @Reference(
            service = SettingDefinition.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "removeDefinition")
    void addDefinition(SettingDefinition definition) {
        definitions.add(definition);
    }

    void removeDefinition(SettingDefinition definition) {
        definitions.remove(definition);
    }

    private Optional<SettingDefinition> definition(String key) {
        return definitions.stream().filter(d -> d.key().equals(key)).findFirst();
    }

    @Override
    public Optional<String> get(String key) {
        boolean locked = isLocked(key);
        String value = locked ? null : stored(file).get(key);
        if (value == null) {
            value = stored(defaults).get(key);
        }
        return value != null ? Optional.of(value) : definition(key).map(SettingDefinition::defaultValue);
    }

    private boolean isLocked(String key) {
        for (String pattern : policy.list("settings", "locked")) {
            boolean group = pattern.endsWith("*") && key.startsWith(pattern.substring(0, pattern.length() - 1));
            if (group || pattern.equals(key)) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, String> stored(Path source) {
        try {
            return read(source);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "settings cannot be read, defaults hold: " + source, e);
            return Map.of();
        }
    }

    private static Map<String, String> read(Path source) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        if (JsonFile.read(source).get("settings") instanceof Map<?, ?> map) {
            map.forEach((key, value) -> values.put(String.valueOf(key), String.valueOf(value)));
        }
        return values;
    }

    @Override
    public synchronized void set(String key, String value) throws CommandException {
        SettingDefinition definition = definition(key).orElseThrow(() -> Fault.of(
                        FaultKind.NOT_FOUND, "config.unknown-key", "There is no setting " + key + ".")
                .hint("config list shows all of them.")
                .exception());
        if (!definition.choices().isEmpty() && !definition.choices().contains(value)) {
            throw Fault.of(FaultKind.USAGE, "config.bad-value", "The setting " + key + " cannot be " + value + ".")
                    .hint("It can be " + String.join(", ", definition.choices()) + ".")
                    .exception();
        }
        if (!definition.form().isEmpty() && !value.matches(definition.form())) {
            throw Fault.of(FaultKind.USAGE, "config.bad-value", "The setting " + key + " cannot be '" + value + "'.")
                    .hint(definition.summary() + ".")
                    .exception();
        }
        if (isLocked(key)) {
            throw Fault.of(FaultKind.REFUSED, "config.locked", "Policy fixes the setting " + key + ".")
                    .exception();
        }
        try {
            Map<String, Object> content = new LinkedHashMap<>(JsonFile.read(file));
            Map<String, String> values = new TreeMap<>(read(file));
            values.put(key, value);
            content.putIfAbsent("format", 1);
            content.put("settings", values);
            JsonFile.write(file, content);
        } catch (IOException e) {
            throw JsonFile.notWritten("config.not-written", "The settings in " + file + " cannot be changed", e);
        }
    }

    @Override
    public Map<String, String> all() {
        Map<String, String> all = new TreeMap<>();
        for (SettingDefinition definition : definitions) {
            all.put(definition.key(), get(definition.key()).orElse(definition.defaultValue()));
        }
        return all;
    }
}
