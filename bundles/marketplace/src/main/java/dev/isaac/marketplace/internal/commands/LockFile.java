package dev.isaac.marketplace.internal.commands;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginLock;
import dev.isaac.marketplace.PluginVersion;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.json.JsonException;
import dev.isaac.trust.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A lock as a file: JSON that a version control system can compare line by line. */
final class LockFile {

    private static final long FORMAT = 1;
    private static final int MAX_BYTES = 4 << 20;

    private LockFile() {}

    static Map<String, Object> toData(PluginLock lock) {
        List<Map<String, Object>> plugins = new ArrayList<>();
        for (PluginLock.Entry entry : lock.plugins()) {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("id", entry.id().value());
            data.put("version", entry.version().toString());
            data.put("registry", entry.registry());
            data.put("publisher", entry.publisher());
            data.put("sha256", entry.sha256());
            data.put("signer", entry.signer());
            data.put("requested", entry.requested());
            plugins.add(data);
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("format", FORMAT);
        document.put("plugins", plugins);
        return document;
    }

    static String text(PluginLock lock) {
        return new String(Json.writePretty(toData(lock)), StandardCharsets.UTF_8);
    }

    /** Replaces the file as a whole. */
    static void write(PluginLock lock, Path file) throws CommandException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file lies in a folder");
        try {
            Path part = Files.createTempFile(folder, "." + file.getFileName(), ".part");
            try {
                Files.writeString(part, text(lock));
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw Fault.of(
                            FaultKind.FAILED,
                            "lock.unwritable",
                            "The lock cannot be written to " + file + ": " + Fault.reason(e) + ".")
                    .hint("Is the folder there, and may you write to it?")
                    .exception(e);
        }
    }

    static PluginLock read(Path file) throws CommandException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES);
        } catch (NoSuchFileException e) {
            throw Fault.of(FaultKind.NOT_FOUND, "lock.not-found", "There is no file " + file + ".")
                    .hint("marketplace lock FILE writes one.")
                    .exception(e);
        } catch (IOException e) {
            throw Fault.of(
                            FaultKind.FAILED,
                            "lock.unreadable",
                            "The lock " + file + " cannot be read: " + Fault.reason(e) + ".")
                    .exception(e);
        }
        try {
            JsonObject document = Json.parseObject(bytes);
            if (document.integer("format") != FORMAT) {
                throw new JsonException(
                        "its format is " + document.integer("format") + ", and this ISAAC knows " + FORMAT);
            }
            List<PluginLock.Entry> entries = new ArrayList<>();
            for (JsonObject plugin : document.objects("plugins")) {
                PluginLock.Entry entry = new PluginLock.Entry(
                        PluginId.of(plugin.string("id")),
                        PluginVersion.parse(plugin.string("version")),
                        plugin.string("registry"),
                        plugin.string("publisher"),
                        plugin.string("sha256"),
                        plugin.string("signer"),
                        plugin.bool("requested", true));
                if (entries.stream().anyMatch(other -> other.id().equals(entry.id()))) {
                    throw new JsonException("it lists " + entry.id() + " twice");
                }
                entries.add(entry);
            }
            return new PluginLock(entries);
        } catch (JsonException | IllegalArgumentException e) {
            throw Fault.of(
                            FaultKind.FAILED,
                            "lock.unreadable",
                            "The lock " + file + " cannot be read: " + e.getMessage() + ".")
                    .hint("marketplace lock FILE writes one that can.")
                    .exception(e);
        }
    }
}
