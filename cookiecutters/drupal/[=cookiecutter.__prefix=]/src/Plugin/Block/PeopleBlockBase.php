<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =]\Plugin\Block;

use Drupal\[= cookiecutter.__prefix =]\PeopleBuilder;
use Drupal\[= cookiecutter.__prefix =]\Rights;
use Drupal\Core\Access\AccessResult;
use Drupal\Core\Access\AccessResultInterface;
use Drupal\Core\Block\BlockBase;
use Drupal\Core\Plugin\ContainerFactoryPluginInterface;
use Drupal\Core\Session\AccountInterface;
use Symfony\Component\DependencyInjection\ContainerInterface;

/**
 * What the blocks about people have in common.
 */
abstract class PeopleBlockBase extends BlockBase implements ContainerFactoryPluginInterface {

  /**
   * Makes the block.
   *
   * @param array<string, mixed> $configuration
   *   Settings of the block.
   * @param string $plugin_id
   *   The plugin.
   * @param mixed $plugin_definition
   *   Its definition.
   * @param \Drupal\[= cookiecutter.__prefix =]\PeopleBuilder $people
   *   Builds what the block shows.
   */
  final public function __construct(
    array $configuration,
    $plugin_id,
    $plugin_definition,
    protected PeopleBuilder $people,
  ) {
    parent::__construct($configuration, $plugin_id, $plugin_definition);
  }

  /**
   * Makes the block out of services.
   *
   * @param \Symfony\Component\DependencyInjection\ContainerInterface $container
   *   The services.
   * @param array<string, mixed> $configuration
   *   Settings of the block.
   * @param string $plugin_id
   *   The plugin.
   * @param mixed $plugin_definition
   *   Its definition.
   *
   * @return static
   *   The block.
   */
  public static function create(ContainerInterface $container, array $configuration, $plugin_id, $plugin_definition): static {
    return new static($configuration, $plugin_id, $plugin_definition, $container->get(PeopleBuilder::class));
  }

  /**
   * Builds the block.
   *
   * @return array<string, mixed>
   *   A render array.
   */
  public function build(): array {
    if ($this->inPreview) {
      // Its script fills it: who arranges blocks could not see where it is.
      return ['#markup' => $this->getPreviewFallbackString()];
    }
    return $this->people();
  }

  /**
   * Builds what the block is there for.
   *
   * @return array<string, mixed>
   *   A render array.
   */
  abstract protected function people(): array;

  /**
   * {@inheritdoc}
   */
  protected function blockAccess(AccountInterface $account): AccessResultInterface {
    return AccessResult::allowedIfHasPermission($account, Rights::USE);
  }

}
