package dev.isaac.marketplace.internal.feature;

import dev.isaac.command.CommandException;
import dev.isaac.command.line.Node;
import dev.isaac.command.spi.LineTranslator;
import dev.isaac.marketplace.internal.feature.FeatureIndex.Feature;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;

/** Stands for the translators of a feature until they are there, which is when one is first asked. */
public final class DeferredTranslator implements LineTranslator {

    /** Service property: tells a stand-in from what it stands for. */
    static final String STAND_IN = "isaac.translator.stand-in";

    private final Feature feature;
    private final OnDemandFeatures features;

    DeferredTranslator(Feature feature, OnDemandFeatures features) {
        this.feature = feature;
        this.features = features;
    }

    /** Registers it behind all real ones. */
    public void register(BundleContext context) {
        Map<String, Object> properties = Map.of(
                NAMES,
                feature.foreign().toArray(String[]::new),
                STAND_IN,
                true,
                Constants.SERVICE_RANKING,
                Integer.MIN_VALUE);
        context.registerService(LineTranslator.class, this, FrameworkUtil.asDictionary(properties));
    }

    @Override
    public Optional<Translated> translate(String text, Node.Sequence line, Shell target) throws CommandException {
        return features.translate(feature, text, line, target);
    }

    @Override
    public String toString() {
        return "translator of " + feature.name() + " on demand";
    }
}
