package io.unbroken.schemas.catalogue;

import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.PatternType.LITERAL;
import static org.apache.kafka.common.resource.PatternType.PREFIXED;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/// Who may do what at the brokers, made from the catalogue. What is not here, no service may do. Administrators are not here: they are the brokers'
/// super users, who make topics and rights.
public final class BrokerRights {

    /// From any machine: who a client is does not follow from where it is.
    private static final String ANY_HOST = "*";

    private BrokerRights() {}

    /// All of them.
    public static List<AclBinding> all() {
        var rights = new ArrayList<AclBinding>();
        for (Topic topic : TopicCatalogue.all()) {
            topic.writers().stream()
                    .filter(BrokerRights::isService)
                    .forEach(writer -> rights.add(topic(topic, writer, WRITE)));
            topic.readers().stream()
                    .filter(BrokerRights::isService)
                    .forEach(reader -> rights.add(topic(topic, reader, READ)));
        }
        // Tracking alone shares partitions among its instances, by groups that are named after it.
        rights.add(
                binding(
                        ResourceType.GROUP,
                        TopicCatalogue.TRACKING,
                        PREFIXED,
                        TopicCatalogue.TRACKING,
                        READ));
        return List.copyOf(rights);
    }

    private static boolean isService(String principal) {
        return !principal.equals(TopicCatalogue.ADMINISTRATORS);
    }

    private static AclBinding topic(Topic topic, String principal, AclOperation operation) {
        return binding(ResourceType.TOPIC, topic.name(), LITERAL, principal, operation);
    }

    private static AclBinding binding(
            ResourceType type,
            String name,
            PatternType pattern,
            String principal,
            AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(type, name, pattern),
                new AccessControlEntry(
                        "User:" + principal, ANY_HOST, operation, AclPermissionType.ALLOW));
    }
}
