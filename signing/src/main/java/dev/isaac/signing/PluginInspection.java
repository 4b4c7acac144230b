package dev.isaac.signing;

import dev.isaac.signing.internal.PluginJar;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.author.PluginStatement;
import dev.isaac.trust.jar.JarSignature;
import dev.isaac.trust.permission.CodeFlag;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a registry sees in a plugin's jar: everything that it would refuse was looked for before.
 *
 * @param statement what its author signs
 * @param commands the commands that it registers
 * @param java the Java release that it needs
 * @param hostApi the range of the command API that it imports; empty when it imports none
 * @param flags what its code does that no permission covers
 * @param classes how many classes it has
 * @param jarSignature the signature inside of the jar, checked wholly; empty when there is none
 * @param advice what nobody refuses and users miss, one sentence each
 */
public record PluginInspection(
        PluginStatement statement,
        List<Command> commands,
        int java,
        String hostApi,
        List<CodeFlag> flags,
        int classes,
        Optional<JarSignature> jarSignature,
        List<String> advice) {

    /**
     * A command of a plugin.
     *
     * @param name the full name
     * @param summary one line; empty when the component does not say
     */
    public record Command(String name, String summary) {}

    public PluginInspection {
        commands = List.copyOf(commands);
        flags = List.copyOf(flags);
        advice = List.copyOf(advice);
    }

    /**
     * Inspects a jar as a registry does before it publishes it.
     *
     * @throws TrustException why no registry would take it
     */
    public static PluginInspection of(Path file) throws TrustException, IOException {
        PluginJar jar = PluginJar.read(file);
        return new PluginInspection(
                jar.statement(),
                jar.commands().stream()
                        .map(command -> new Command(command.name(), command.summary()))
                        .toList(),
                jar.java(),
                jar.hostApi(),
                List.copyOf(jar.code().flags().keySet()),
                jar.code().classes(),
                jar.signature(),
                advice(jar));
    }

    private static List<String> advice(PluginJar jar) throws TrustException {
        List<String> advice = new ArrayList<>();
        missing(jar, "Bundle-Description", "searches show no summary", advice);
        missing(jar, "Bundle-License", "nobody knows under which licence it may be used", advice);
        missing(jar, "Isaac-Author", "nobody knows whom to ask", advice);
        missing(jar, "Bundle-DocURL", "there is no homepage to look at", advice);
        missing(jar, "Isaac-Tags", "searches by tag do not find it", advice);
        if (jar.commands().isEmpty()) {
            advice.add("It registers no command with the property isaac.command.name: annotate with @CommandName.");
        }
        for (PluginJar.CommandEntry command : jar.commands()) {
            if (command.summary().isEmpty()) {
                advice.add(
                        "The command '" + command.name() + "' has no @CommandSummary: registries cannot describe it.");
            }
        }
        if (!jar.header("Provide-Capability").contains("isaac.plugin")) {
            advice.add("It provides no capability isaac.plugin: other plugins cannot require it.");
        }
        if (!jar.commands().isEmpty() && jar.hostApi().isEmpty()) {
            advice.add("It imports no dev.isaac.command: its commands cannot be those of ISAAC.");
        }
        return advice;
    }

    private static void missing(PluginJar jar, String header, String consequence, List<String> advice) {
        if (jar.header(header).isEmpty()) {
            advice.add("The manifest has no " + header + ": " + consequence + ".");
        }
    }
}
