package dev.isaac.marketplace.internal.registry;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.internal.state.DurableFiles;
import dev.isaac.marketplace.internal.state.HomeFaults;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.json.JsonException;
import dev.isaac.trust.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A list of registries: {@code etc/registries.json} of the distribution, or {@code registries.json} of the home. */
final class RegistryFile {

    private static final long FORMAT = 1;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private final Path file;
    private final Path base;
    private final boolean builtIn;

    /**
     * A list that need not be there.
     *
     * @param base what relative paths in it start from
     * @param builtIn whether it belongs to the distribution
     */
    RegistryFile(Path file, Path base, boolean builtIn) {
        this.file = file;
        this.base = base;
        this.builtIn = builtIn;
    }

    List<RegistryConfig> read() throws CommandException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw HomeFaults.of(e, file);
        }
        try {
            JsonObject document = Json.parseObject(bytes);
            if (document.integer("format") != FORMAT) {
                throw new JsonException("the format is not " + FORMAT);
            }
            List<RegistryConfig> configs = new ArrayList<>();
            for (JsonObject entry : document.objects("registries")) {
                configs.add(config(entry));
            }
            return configs;
        } catch (JsonException | InvalidPathException e) {
            throw Fault.of(
                            FaultKind.FAILED,
                            "registry.config-unreadable",
                            "The list of registries " + file + " cannot be read: " + e.getMessage() + ".")
                    .hint("Correct the file, or delete it and add the registries again.")
                    .exception(e);
        }
    }

    private RegistryConfig config(JsonObject entry) throws JsonException, CommandException {
        String location = entry.string("location");
        String name = entry.string("name");
        requireName(name);
        List<String> plugins = entry.strings("plugins");
        for (String pattern : plugins) {
            requirePattern(pattern);
        }
        return new RegistryConfig(
                name,
                address(location, base),
                location,
                base.resolve(entry.string("root")).normalize(),
                builtIn,
                plugins,
                entry.optionalString("authorities")
                        .map(path -> base.resolve(path).normalize()));
    }

    void write(List<RegistryConfig> registries, Path quarantine) throws CommandException {
        List<Map<String, Object>> entries = new ArrayList<>();
        for (RegistryConfig config : registries) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", config.name());
            entry.put("location", config.shown());
            entry.put("root", relative(config.root()));
            entry.put("plugins", config.plugins());
            config.authorities().ifPresent(authorities -> entry.put("authorities", relative(authorities)));
            entries.add(entry);
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("format", FORMAT);
        document.put("registries", entries);
        try {
            DurableFiles.write(file, Json.writePretty(document), quarantine);
        } catch (IOException e) {
            throw HomeFaults.of(e, file);
        }
    }

    private String relative(Path path) {
        return base.relativize(path).toString().replace('\\', '/');
    }

    static void requireName(String name) throws CommandException {
        if (!NAME.matcher(name).matches()) {
            throw Fault.of(FaultKind.USAGE, "registry.bad-name", "'" + name + "' is not a name for a registry.")
                    .hint("Use lower-case letters, digits and dashes.")
                    .exception();
        }
    }

    static void requirePattern(String pattern) throws CommandException {
        boolean prefix = pattern.endsWith(".*") || pattern.endsWith("-*");
        String id = prefix ? pattern.substring(0, pattern.length() - 2) : pattern;
        if (!PluginId.isValid(id)) {
            throw Fault.of(FaultKind.USAGE, "registry.bad-pattern", "'" + pattern + "' names no plugins.")
                    .hint("Use the name of a plugin, or a prefix followed by .* or -*, for example acme.*")
                    .exception();
        }
    }

    static URI address(String location, Path base) throws CommandException {
        String withSlash = location.endsWith("/") ? location : location + "/";
        try {
            if (location.startsWith("http://") || location.startsWith("https://")) {
                URI address = new URI(withSlash);
                if (address.getHost() == null || address.getRawUserInfo() != null || address.getRawQuery() != null) {
                    throw badLocation(location, null);
                }
                return address;
            }
            Path folder = location.startsWith("file:") ? Path.of(new URI(location)) : base.resolve(location);
            // A folder that is not there yet has no slash in its address, which resolving needs.
            String address = folder.toAbsolutePath().normalize().toUri().toString();
            return new URI(address.endsWith("/") ? address : address + "/");
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw badLocation(location, e);
        }
    }

    private static CommandException badLocation(String location, @Nullable Exception cause) {
        Fault fault = Fault.of(
                        FaultKind.USAGE, "registry.bad-location", "'" + location + "' is no place for a registry.")
                .hint("Give a folder, or a file:, http: or https: address without user, password or query.");
        return cause == null ? fault.exception() : fault.exception(cause);
    }
}
