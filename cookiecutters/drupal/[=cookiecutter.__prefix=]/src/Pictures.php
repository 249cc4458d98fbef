<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

use Drupal\Core\Cache\CacheableMetadata;
use Drupal\Core\Entity\EntityTypeManagerInterface;
use Drupal\Core\File\FileUrlGeneratorInterface;
use Drupal\Core\Session\AccountInterface;
use Drupal\file\FileInterface;
use Drupal\image\ImageStyleInterface;
use Drupal\user\UserInterface;

/**
 * Finds the pictures that users gave themselves.
 *
 * A site has such a field, "user_picture", when it was installed with the
 * profile Standard, or somebody added it.
 */
final class Pictures {

  private const FIELD = 'user_picture';
  private const STYLE = 'thumbnail';

  public function __construct(
    private readonly EntityTypeManagerInterface $entityTypeManager,
    private readonly FileUrlGeneratorInterface $urls,
  ) {}

  /**
   * Tells the address of a user's picture.
   *
   * @param \Drupal\user\UserInterface $user
   *   The user.
   * @param \Drupal\Core\Session\AccountInterface $visitor
   *   Who is to see it.
   * @param \Drupal\Core\Cache\CacheableMetadata $cacheability
   *   Gets what the address depends on.
   *
   * @return string|null
   *   A URL, or NULL when there is no picture, or none for this visitor.
   */
  public function url(UserInterface $user, AccountInterface $visitor, CacheableMetadata $cacheability): ?string {
    $file = $user->hasField(self::FIELD) ? $user->get(self::FIELD)->entity : NULL;
    if (!$file instanceof FileInterface) {
      return NULL;
    }
    $access = $file->access('download', $visitor, TRUE);
    $cacheability->addCacheableDependency($access)->addCacheableDependency($file);
    return $access->isAllowed() ? $this->address((string) $file->getFileUri(), $cacheability) : NULL;
  }

  /**
   * Makes a URL of a small form of a picture, if the site has one.
   *
   * @param string $uri
   *   Where the file is.
   * @param \Drupal\Core\Cache\CacheableMetadata $cacheability
   *   Gets what the address depends on.
   *
   * @return string
   *   The URL.
   */
  private function address(string $uri, CacheableMetadata $cacheability): string {
    $style = $this->entityTypeManager->hasDefinition('image_style') ? $this->entityTypeManager->getStorage('image_style')->load(self::STYLE) : NULL;
    if (!$style instanceof ImageStyleInterface || !$style->supportsUri($uri)) {
      return $this->urls->generateString($uri);
    }
    $cacheability->addCacheableDependency($style);
    return $this->urls->transformRelative($style->buildUrl($uri));
  }

}
