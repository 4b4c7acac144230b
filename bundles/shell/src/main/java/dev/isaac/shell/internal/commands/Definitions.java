package dev.isaac.shell.internal.commands;

import dev.isaac.command.spi.SettingDefinition;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** The settings that are declared now. */
final class Definitions {

    private Definitions() {}

    static List<SettingDefinition> all(BundleContext context) {
        List<SettingDefinition> definitions = new ArrayList<>();
        try {
            for (ServiceReference<SettingDefinition> reference :
                    context.getServiceReferences(SettingDefinition.class, null)) {
                SettingDefinition definition = context.getService(reference);
                if (definition != null) {
                    definitions.add(definition);
                    context.ungetService(reference);
                }
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
        return definitions;
    }
}
