package dev.isaac.shell.internal.commands;

import dev.isaac.command.Command;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandResult;
import dev.isaac.command.CommandSummary;
import dev.isaac.command.Invocation;
import dev.isaac.command.Option;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/** Tells what runs here. */
@Component(service = Command.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@CommandName("version")
@CommandSummary(VersionCommand.SUMMARY)
public final class VersionCommand implements Command {

    static final String SUMMARY = "Show the version of ISAAC and what it runs on";

    private final BundleContext context;

    /** Asks the framework. */
    @Activate
    public VersionCommand(BundleContext context) {
        this.context = context;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command("version", SUMMARY)
                .category("Shell")
                .options(Option.flag("verbose", "List every bundle with its version and state")
                        .letter('v'))
                .example("version", "Show the version")
                .example("version --verbose", "Show the version and all bundles")
                .build();
    }

    @Override
    public CommandResult execute(Invocation invocation) {
        String version = context.getBundle().getVersion().toString();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("isaac", version);
        data.put("java", System.getProperty("java.version", "?"));
        data.put("javaVendor", System.getProperty("java.vendor", "?"));
        data.put("os", System.getProperty("os.name", "?"));
        data.put("osVersion", System.getProperty("os.version", "?"));
        data.put("architecture", System.getProperty("os.arch", "?"));
        if (!invocation.has("verbose")) {
            String text = "ISAAC " + version + " (Java " + data.get("java") + ", " + data.get("os") + " "
                    + data.get("architecture") + ")";
            return CommandResult.text(text, data);
        }
        List<Map<String, Object>> bundles = bundles();
        data.put("bundles", bundles);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("ISAAC", version);
        fields.put("Java", data.get("java") + " (" + data.get("javaVendor") + ")");
        fields.put("System", data.get("os") + " " + data.get("osVersion") + ", " + data.get("architecture"));
        Map<String, Object> listed = new LinkedHashMap<>();
        for (Map<String, Object> bundle : bundles) {
            listed.put(String.valueOf(bundle.get("name")), bundle.get("version") + "  " + bundle.get("state"));
        }
        fields.put("Bundles", listed);
        return new CommandResult.Details(fields, data);
    }

    private List<Map<String, Object>> bundles() {
        List<Map<String, Object>> bundles = new ArrayList<>();
        Bundle[] all = context.getBundles();
        Arrays.sort(all);
        for (Bundle bundle : all) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("id", bundle.getBundleId());
            row.put("name", String.valueOf(bundle.getSymbolicName()));
            row.put("version", bundle.getVersion().toString());
            row.put("state", state(bundle.getState()));
            bundles.add(row);
        }
        return bundles;
    }

    private static String state(int state) {
        return switch (state) {
            case Bundle.ACTIVE -> "active";
            case Bundle.INSTALLED -> "installed";
            case Bundle.RESOLVED -> "resolved";
            case Bundle.STARTING -> "starting";
            case Bundle.STOPPING -> "stopping";
            default -> "uninstalled";
        };
    }
}
